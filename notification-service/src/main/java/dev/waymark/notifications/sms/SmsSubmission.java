package dev.waymark.notifications.sms;

import dev.waymark.contract.Digests;
import dev.waymark.notifications.sending.Message;
import dev.waymark.notifications.sending.SentParts;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import org.jsmpp.bean.RegisteredDelivery;
import org.jsmpp.bean.SMSCDeliveryReceipt;

/**
 * One text message as it is submitted.
 *
 * @param validity the validity_period, relative to the centre's own clock (SMPP 3.4, 7.1.1)
 * @param segments what is billed
 * @param taken the parts that the centre has from an earlier try
 */
record SmsSubmission(
        SmppAddress source,
        SmppAddress destination,
        String validity,
        RegisteredDelivery receipt,
        List<SmsPart> parts,
        int segments,
        SentParts taken) {

    /** Centres take no less. */
    private static final Duration SHORTEST = Duration.ofMinutes(1);

    static SmsSubmission of(Message message, SmsText text, SmppSettings settings, Instant now) {
        // The same for the same text to the same recipient, so that a part that is sent again joins the others.
        var digest = Digests.of("text", message.key().value(), text.text());
        var reference = ByteBuffer.wrap(HexFormat.of().parseHex(digest)).getShort();
        var parts = text.parts(reference, settings);
        var validity = Collections.max(
                List.of(SHORTEST, Collections.min(List.of(settings.longestValidity(), message.validity(now)))));
        var receipt = settings.receipts() ? SMSCDeliveryReceipt.SUCCESS_FAILURE : SMSCDeliveryReceipt.DEFAULT;
        return new SmsSubmission(
                SmppAddress.source(settings),
                SmppAddress.destination(settings, message.address()),
                relative(validity),
                new RegisteredDelivery(receipt),
                parts,
                text.segments().size(),
                message.parts().of(digest, parts.size()));
    }

    /** {@code YYMMDDhhmmss000R}. */
    static String relative(Duration validity) {
        return String.format(
                Locale.ROOT,
                "0000%02d%02d%02d%02d000R",
                validity.toDays(),
                validity.toHoursPart(),
                validity.toMinutesPart(),
                validity.toSecondsPart());
    }
}
