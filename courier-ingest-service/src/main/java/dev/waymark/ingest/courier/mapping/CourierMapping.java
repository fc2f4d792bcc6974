package dev.waymark.ingest.courier.mapping;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.waymark.events.CourierCode;
import dev.waymark.ingest.courier.Authentication;
import dev.waymark.ingest.courier.PayloadReader;
import dev.waymark.ingest.courier.Reading;
import dev.waymark.ingest.courier.VerifiedPayload;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * All that we know of a courier's webhooks, as its mapping file says it.
 *
 * @param courier its short name
 * @param version goes up with every change that reads a payload otherwise than before; it stands in every event
 * @param authentication how it proves that a webhook is its own
 * @param answerStatus the HTTP status that it understands as "taken"; 202 unless it is particular
 * @param messages the kinds of messages it sends; the first that fits is read
 */
public record CourierMapping(
        @JsonProperty(required = true) CourierCode courier,
        @JsonProperty(required = true) int version,
        @JsonProperty(required = true) Authentication authentication,
        int answerStatus,
        @JsonProperty(required = true) List<Message> messages)
        implements PayloadReader {

    private static final int ACCEPTED = 202;

    public CourierMapping {
        answerStatus = answerStatus == 0 ? ACCEPTED : answerStatus;
        messages = List.copyOf(messages);
        if (version < 1 || messages.isEmpty()) {
            throw new IllegalArgumentException("version, messages (expected: 1 or more)");
        }
    }

    /**
     * Reads the mapping in {@code yaml}.
     *
     * @param file its name, for error messages
     * @throws MappingInvalid naming file, line and what was expected there
     */
    public static CourierMapping parse(String file, byte[] yaml) {
        return MappingFile.parse(file, yaml);
    }

    @Override
    public Reading read(VerifiedPayload payload) {
        try {
            return read(Payloads.parse(payload.body()), payload);
        } catch (NotReadable e) {
            return new Reading.Unreadable(String.valueOf(e.getMessage()));
        } catch (JacksonException e) {
            return new Reading.Unreadable("JSON (expected: well-formed, within the limits)");
        } catch (RuntimeException | StackOverflowError e) {
            // A payload must never stop the service, whatever we got wrong: kept in quarantine, it can be read later.
            return new Reading.Unreadable(
                    "the mapping failed with " + e.getClass().getSimpleName());
        }
    }

    private Reading read(JsonNode root, VerifiedPayload payload) {
        for (var message : messages) {
            if (message.fits(root)) {
                return message.read(root, payload, courier + "/" + version);
            }
        }
        return new Reading.Unreadable("message (expected: one of those in the mapping)");
    }
}
