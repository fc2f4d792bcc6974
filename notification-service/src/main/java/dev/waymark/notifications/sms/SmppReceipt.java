package dev.waymark.notifications.sms;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.waymark.contract.Channel;
import dev.waymark.notifications.sending.DeliveryReceipt;
import dev.waymark.notifications.sending.DeliveryReceipt.State;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jsmpp.bean.DeliverSm;
import org.jsmpp.bean.OptionalParameter;

/**
 * Reads delivery receipts: by their parameters (SMPP 3.4, 5.3.2.12, 31, 35), and by their text (appendix B), of which each centre
 * has its own variety.
 */
record SmppReceipt(SmppSettings settings) {

    private static final Pattern ID = field("id:\\s*([^\\s]{1,65})");
    private static final Pattern STATE = field("stat:\\s*([a-z]+)");
    private static final Pattern ERROR = field("err:\\s*([0-9a-z]{1,8})");

    /** "GSM", and its "unknown subscriber". (SMPP 3.4, 5.3.2.31; 3GPP TS 29.002, 17.6.6) */
    private static final byte GSM = 3;

    private static final int UNKNOWN_SUBSCRIBER = 1;
    private static final int HEX = 16;

    private static Pattern field(String field) {
        return Pattern.compile("(?:^|\\s)" + field, Pattern.CASE_INSENSITIVE);
    }

    /** Empty when {@code message} is no receipt, such as a customer's reply, or names no message of ours. */
    Optional<DeliveryReceipt> read(DeliverSm message) {
        var receipted = message.getOptionalParameter(OptionalParameter.Receipted_message_id.class);
        if (!message.isSmscDeliveryReceipt() && receipted == null) {
            return Optional.empty();
        }
        var text = text(message);
        var id = receipted == null
                ? find(ID, text).map(this::ofText)
                : Optional.of(ofAnswer(receipted.getValueAsString()));
        var stated = message.getOptionalParameter(OptionalParameter.Message_state.class);
        var state = stated == null ? find(STATE, text).map(SmppReceipt::state) : Optional.of(state(stated.getValue()));
        return id.filter(found -> !found.isEmpty())
                .map(found -> receipt(found, state.orElse(State.UNDER_WAY), message, text));
    }

    private DeliveryReceipt receipt(String id, State state, DeliverSm message, String text) {
        var network = message.getOptionalParameter(OptionalParameter.Network_error_code.class);
        var error = find(ERROR, text).orElse("");
        var isUnknown = settings.unknownSubscriberErrors().contains(error);
        if (network != null && network.getValue().length == 1 + Short.BYTES) {
            var code = Short.toUnsignedInt(ByteBuffer.wrap(network.getValue()).getShort(1));
            error = String.valueOf(code);
            isUnknown = (network.getValue()[0] == GSM && code == UNKNOWN_SUBSCRIBER)
                    || settings.unknownSubscriberErrors().contains(error);
        }
        var receipt = new DeliveryReceipt(Channel.SMS, id, state, "", false);
        return receipt.isFailure() ? new DeliveryReceipt(Channel.SMS, id, state, error, isUnknown) : receipt;
    }

    private static String text(DeliverSm message) {
        var payload = message.getOptionalParameter(OptionalParameter.Message_payload.class);
        var isInPayload = message.getShortMessage().length == 0 && payload != null;
        return new String(isInPayload ? payload.getValue() : message.getShortMessage(), ISO_8859_1);
    }

    private static Optional<String> find(Pattern field, String text) {
        var found = field.matcher(text);
        return found.find() ? Optional.of(found.group(1)) : Optional.empty();
    }

    /** SMPP 3.4, 5.2.28. What it calls accepted, or unknown, is not the end. */
    private static State state(byte messageState) {
        return switch (messageState) {
            case 2 -> State.DELIVERED;
            case 3 -> State.EXPIRED;
            case 4 -> State.DELETED;
            case 5 -> State.UNDELIVERABLE;
            case 8 -> State.REJECTED;
            default -> State.UNDER_WAY;
        };
    }

    /** Appendix B, table B-2; abbreviated, or not. */
    private static State state(String word) {
        return switch (word.substring(0, Math.min(word.length(), 5)).toUpperCase(Locale.ROOT)) {
            case "DELIV" -> State.DELIVERED;
            case "EXPIR" -> State.EXPIRED;
            case "DELET" -> State.DELETED;
            case "UNDEL" -> State.UNDELIVERABLE;
            case "REJEC" -> State.REJECTED;
            default -> State.UNDER_WAY;
        };
    }

    /** The form in which ids are kept, of one in an answer. */
    String ofAnswer(String id) {
        return switch (settings.messageIds()) {
            case SAME -> id;
            case DECIMAL -> converted(id, HEX, 10);
            case HEXADECIMAL -> converted(id, 10, HEX);
        };
    }

    private String ofText(String id) {
        return switch (settings.messageIds()) {
            case SAME -> id;
            case DECIMAL -> converted(id, 10, 10);
            case HEXADECIMAL -> converted(id, HEX, HEX);
        };
    }

    private static String converted(String id, int from, int to) {
        try {
            return new BigInteger(id, from).toString(to);
        } catch (NumberFormatException _) {
            return id;
        }
    }
}
