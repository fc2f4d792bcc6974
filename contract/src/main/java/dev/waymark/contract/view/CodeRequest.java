package dev.waymark.contract.view;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import dev.waymark.contract.Channel;

/**
 * A one-time code that is to be sent.
 *
 * @param to an e-mail address, or a number in E.164
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record CodeRequest(Channel channel, String to, String code, String language, int validMinutes) {

    /** Without the address and the code. */
    @Override
    public String toString() {
        return "CodeRequest[" + channel + "]";
    }
}
