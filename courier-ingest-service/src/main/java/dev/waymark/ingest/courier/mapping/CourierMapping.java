package dev.waymark.ingest.courier.mapping;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.waymark.contract.CourierCode;
import dev.waymark.ingest.courier.CourierProtocol;
import dev.waymark.ingest.courier.CourierResponse;
import dev.waymark.ingest.courier.FormatMask;
import dev.waymark.ingest.courier.MappingResult;
import dev.waymark.ingest.courier.PayloadMapper;
import dev.waymark.ingest.courier.VerifiedPayload;
import dev.waymark.ingest.courier.body.BodyFormat;
import dev.waymark.ingest.courier.body.MalformedBody;
import dev.waymark.ingest.courier.signature.AuthenticationMethod;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * All that we know of a courier's webhooks, as its mapping file says it.
 *
 * @param courier its short name
 * @param version goes up with every change that reads a payload otherwise than before; it stands in every event
 * @param authentication the ways in which it may prove that a webhook is its own, by name. A deployment chooses one, for
 *     a request does not tell which; the first is the usual one
 * @param answer what it understands as "taken"; 202 unless it is particular
 * @param refusal what it is told of a webhook that nobody can prove; a problem and its 401 unless it is particular
 * @param within how long it waits
 * @param delivery how its webhooks come; JSON by POST unless it is particular
 * @param maxBody bytes, where the usual limit is not enough
 * @param headers those that its payloads cannot be read without; they are kept beside the raw body
 * @param handshake what it asks before it sends anything
 * @param prepare what is done to a payload before it is read
 * @param messages the kinds of messages it sends; the first that fits is read
 */
public record CourierMapping(
        @JsonProperty(required = true) CourierCode courier,
        @JsonProperty(required = true) int version,
        @JsonProperty(required = true) Map<String, AuthenticationMethod> authentication,
        @Nullable CourierResponse answer,
        @Nullable CourierResponse refusal,
        @Nullable Duration within,
        CourierProtocol.@Nullable RequestFormat delivery,
        int maxBody,
        @Nullable Set<String> headers,
        CourierProtocol.@Nullable Handshake handshake,
        @Nullable List<PayloadHook> prepare,
        @JsonProperty(required = true) List<MessageMapping> messages)
        implements PayloadMapper {

    /** What one webhook may take of our memory, whatever a mapping says. */
    private static final int LARGEST_BODY = 4 << 20;

    public CourierMapping {
        // In the file's order: the first is the usual one.
        authentication = Collections.unmodifiableMap(new LinkedHashMap<>(authentication));
        prepare = prepare == null ? List.of() : List.copyOf(prepare);
        messages = List.copyOf(messages);
        if (version < 1 || messages.isEmpty() || authentication.isEmpty()) {
            throw new IllegalArgumentException("version, messages, authentication (expected: 1 or more)");
        }
        if (maxBody < 0 || maxBody > LARGEST_BODY) {
            throw new IllegalArgumentException("maxBody: %d (expected: up to %d)".formatted(maxBody, LARGEST_BODY));
        }
        protocol(answer, refusal, within, delivery, maxBody, headers, handshake);
    }

    /**
     * Reads the mapping in {@code yaml}.
     *
     * @param file its name, for error messages
     * @throws InvalidMappingFile naming file, line and what was expected there
     */
    public static CourierMapping parse(String file, byte[] yaml) {
        return MappingFileParser.parse(file, yaml);
    }

    /** As it stands in every event. */
    public String label() {
        return courier + "/" + version;
    }

    public CourierProtocol protocol() {
        return protocol(answer, refusal, within, delivery, maxBody, headers, handshake);
    }

    @Override
    public MappingResult map(VerifiedPayload payload) {
        try {
            return read(prepared(payload), payload);
        } catch (UnmappablePayload | MalformedBody e) {
            return new MappingResult.Unmappable(String.valueOf(e.getMessage()));
        } catch (RuntimeException | StackOverflowError e) {
            // A payload must never stop the service, whatever we got wrong: kept in quarantine, it can be read later.
            return new MappingResult.Unmappable(
                    "the mapping failed with " + e.getClass().getSimpleName());
        }
    }

    @Override
    public String redacted(VerifiedPayload payload) {
        try {
            var root = prepared(payload);
            var seen = new VisibleFields();
            seen.add(messages, root);
            return RedactedJson.text(root.node(), seen);
        } catch (RuntimeException | StackOverflowError e) {
            // Not even a tree, or one that we cannot walk: then nothing of it is shown.
            return FormatMask.of(payload.body());
        }
    }

    private JsonContext prepared(VerifiedPayload payload) {
        var format = switch (delivery == null ? CourierProtocol.DEFAULT.requestFormat() : delivery) {
            case JSON -> BodyFormat.JSON;
            case FORM, QUERY -> BodyFormat.FORM;
        };
        var root = format.parse(payload.body());
        for (var hook : prepare == null ? List.<PayloadHook>of() : prepare) {
            root = hook.apply(root, payload);
        }
        if (!root.isContainer()) {
            throw new UnmappablePayload("body (expected: a JSON object or list)");
        }
        return JsonContext.root(root);
    }

    private MappingResult read(JsonContext root, VerifiedPayload payload) {
        for (var message : messages) {
            if (message.fits(root)) {
                return message.read(root, payload, label());
            }
        }
        return new MappingResult.Unmappable("message (expected: one of those in the mapping)");
    }

    private static CourierProtocol protocol(
            @Nullable CourierResponse answer,
            @Nullable CourierResponse refusal,
            @Nullable Duration within,
            CourierProtocol.@Nullable RequestFormat delivery,
            int maxBody,
            @Nullable Set<String> headers,
            CourierProtocol.@Nullable Handshake handshake) {
        return new CourierProtocol(
                answer == null ? CourierProtocol.DEFAULT.accepted() : answer,
                refusal,
                within == null ? CourierProtocol.DEFAULT.responseTimeout() : within,
                delivery == null ? CourierProtocol.DEFAULT.requestFormat() : delivery,
                maxBody,
                headers == null ? Set.of() : headers,
                handshake == null ? CourierProtocol.Handshake.NONE : handshake);
    }
}
