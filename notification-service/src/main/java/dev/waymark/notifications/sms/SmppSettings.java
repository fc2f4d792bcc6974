package dev.waymark.notifications.sms;

import dev.waymark.platform.LoopbackHost;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * The SMS provider, and how its centre is talked to.
 *
 * @param tls whether the connection is encrypted; where it is not set, it is, unless the host is this machine
 * @param sslBundle in {@code spring.ssl.bundle}, where the centre's certificate is of an authority of its own, or it wants one of us
 * @param sender what the phone shows: up to 11 Latin letters and digits, or a number
 * @param sessions that are bound at once
 * @param window messages that wait for the centre's answer at once, in each session, for news
 * @param reservedWindow beside them, for what a person waits for: sign-in codes, new links
 * @param windowWait for how long a message waits for a place in the window before it is put back
 * @param connectTimeout of the TCP connection
 * @param timeout of the centre's answer to what is no message: to bind, to enquire_link, to unbind
 * @param answerTimeout after which the call for a message ends without an answer; one that comes later is recorded all the same
 * @param enquireLinkInterval after so much silence the centre is asked whether it is there
 * @param source the sender's type of number and numbering plan, where its form does not tell
 * @param destination the recipient's, which is an international number
 * @param gsm7Coding data_coding of texts in the default alphabet
 * @param ucs2Coding data_coding of all others
 * @param longMessages how a text that is longer than one segment is sent
 * @param longestValidity the validity_period of what is news for longer
 * @param receipts whether the centre is to say what became of a message
 * @param messageIds how the ids of receipts are written
 * @param unknownSubscriberErrors codes in receipts by which the provider says that nobody has this number
 * @param statuses what the provider means by a command_status, where that is not what SMPP says; by its number, such as 0x45
 */
@Validated
@ConfigurationProperties("waymark.notifications.smpp")
public record SmppSettings(
        @NotBlank @DefaultValue("localhost") String host,
        @Min(1) @Max(65535) @DefaultValue("2775") int port,
        @Nullable Boolean tls,
        @Nullable String sslBundle,

        @NotBlank @Size(max = 15) @DefaultValue("waymark") String systemId,

        @Size(max = 8) @DefaultValue("waymark") String password,
        @Size(max = 12) @DefaultValue("") String systemType,

        @Pattern(regexp = "\\+?[0-9]{1,20}|.{1,11}") @NotBlank @DefaultValue("Lavka")
        String sender,

        @Min(1) @DefaultValue("1") int sessions,
        @Min(1) @DefaultValue("16") int window,
        @Min(1) @DefaultValue("2") int reservedWindow,
        @NotNull @DefaultValue("10s") Duration windowWait,
        @NotNull @DefaultValue("10s") Duration connectTimeout,
        @NotNull @DefaultValue("10s") Duration timeout,
        @NotNull @DefaultValue("1m") Duration answerTimeout,
        @NotNull @DefaultValue("30s") Duration enquireLinkInterval,
        @Valid @DefaultValue Numbering source,
        @Valid @DefaultValue Numbering destination,
        @Min(0) @Max(255) @DefaultValue("0") int gsm7Coding,
        @Min(0) @Max(255) @DefaultValue("8") int ucs2Coding,
        @NotNull @DefaultValue("udh") LongMessages longMessages,
        @NotNull @DefaultValue("3d") Duration longestValidity,
        @DefaultValue("true") boolean receipts,
        @NotNull @DefaultValue("same") MessageIds messageIds,
        @DefaultValue Set<String> unknownSubscriberErrors,
        @DefaultValue Map<String, Verdict> statuses) {

    /** SMPP 3.4, 5.2.5 and 5.2.6. */
    public record Numbering(
            @Nullable @Min(0) @Max(6) Integer ton,
            @Nullable @Min(0) @Max(18) Integer npi) {}

    /** How the parts of a text are kept together. */
    public enum LongMessages {
        /** By a header in each. (3GPP TS 23.040, 9.2.3.24.1) */
        UDH,
        /** By the parameters sar_msg_ref_num, sar_total_segments and sar_segment_seqnum. (SMPP 3.4, 5.3.2.22 to 24) */
        SAR,
        /** The centre divides the text, which is sent whole, as message_payload. (SMPP 3.4, 5.3.2.32) */
        PAYLOAD
    }

    /** How the id in a receipt is written. */
    public enum MessageIds {
        /** As in the answer to the message. */
        SAME,
        /** In decimal, where the answer has it in hexadecimal. */
        DECIMAL,
        /** In hexadecimal, where the answer has it in decimal. */
        HEXADECIMAL
    }

    /** Whose matter a command_status is. */
    public enum Verdict {
        /** The message's: final. */
        REJECTED,
        /** The recipient's address's: final. */
        UNDELIVERABLE,
        /** It passes. */
        UNAVAILABLE,
        /** Ours. */
        SENDER_REFUSED
    }

    public SmppSettings {
        unknownSubscriberErrors = Set.copyOf(unknownSubscriberErrors);
        statuses = Map.copyOf(statuses);
        statuses.keySet().forEach(Integer::decode);
    }

    /** A text message holds a phone number, a link and at times a code. */
    boolean isEncrypted() {
        return tls == null ? !LoopbackHost.isLoopback(host) : tls;
    }

    /** Without the password. */
    @Override
    public String toString() {
        return "SmppSettings[" + host + ":" + port + "]";
    }
}
