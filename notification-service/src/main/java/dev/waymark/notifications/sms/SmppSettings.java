package dev.waymark.notifications.sms;

import java.time.Duration;

/**
 * Where text messages go.
 *
 * @param sender what the phone shows: up to 11 Latin letters and digits, or a number
 * @param answerWithin how long one submit may take
 */
public record SmppSettings(
        String host, int port, String systemId, String password, String sender, Duration answerWithin) {

    /** Without the password. */
    @Override
    public String toString() {
        return "SmppSettings[" + host + ":" + port + "]";
    }
}
