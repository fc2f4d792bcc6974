package dev.waymark.ingest.courier.mapping;

import static dev.waymark.contract.Checks.check;

import com.fasterxml.jackson.annotation.JsonAlias;
import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import dev.waymark.contract.CourierCode;
import dev.waymark.ingest.courier.CourierProtocol;
import dev.waymark.ingest.courier.CourierResponse;
import dev.waymark.ingest.courier.MappingResult;
import dev.waymark.ingest.courier.PayloadMapper;
import dev.waymark.ingest.courier.VerifiedPayload;
import dev.waymark.ingest.courier.body.BodyFormat;
import dev.waymark.ingest.courier.body.MalformedBody;
import dev.waymark.ingest.courier.signature.AuthenticationMethod;
import dev.waymark.platform.StackFrames;
import dev.waymark.platform.redaction.FormatMask;
import dev.waymark.platform.redaction.RedactedJson;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.EnumNamingStrategies;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.annotation.EnumNaming;
import tools.jackson.dataformat.yaml.YAMLFactory;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * All that is known of a courier's webhooks, as its mapping file declares it.
 *
 * @param version goes up with every change that maps a payload differently; it is part of every event
 * @param authenticationMethods how the courier may authenticate, by name. A deployment chooses one, for a request does not
 *     show which; the first is the default
 * @param hooks applied to a payload before it is mapped
 * @param messages the kinds of messages it sends; the first that matches is applied
 */
public record CourierMapping(
        CourierCode courier,
        int version,
        Map<String, AuthenticationMethod> authenticationMethods,
        CourierProtocol protocol,
        List<PayloadHook> hooks,
        List<MessageMapping> messages)
        implements PayloadMapper {

    private static final Logger log = LoggerFactory.getLogger(CourierMapping.class);

    /** What one webhook may take of our memory, whatever a mapping declares. */
    private static final int MAX_BODY = 4 << 20;

    private static final int MAX_FILE = 256 * 1024;
    private static final int MAX_LINE = 4_096;

    /** Strict: a misspelt or repeated word is an error, not a default. */
    private static final ObjectReader READER = YAMLMapper.builder(YAMLFactory.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.ACCEPT_SINGLE_VALUE_AS_ARRAY)
            .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
            // What a mapping leaves out is false or empty.
            .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .withConfigOverride(
                    List.class, list -> list.setNullHandling(JsonSetter.Value.forValueNulls(Nulls.AS_EMPTY)))
            .withConfigOverride(Set.class, set -> set.setNullHandling(JsonSetter.Value.forValueNulls(Nulls.AS_EMPTY)))
            .withConfigOverride(Map.class, map -> map.setNullHandling(JsonSetter.Value.forValueNulls(Nulls.AS_EMPTY)))
            .addMixIn(CourierProtocol.Handshake.class, HandshakeNames.class)
            .build()
            .readerFor(CourierMapping.class);

    public CourierMapping {
        // In the file's order, for the first is the default.
        authenticationMethods = Collections.unmodifiableMap(new LinkedHashMap<>(authenticationMethods));
        hooks = List.copyOf(hooks);
        messages = List.copyOf(messages);
        check(
                version >= 1 && !messages.isEmpty() && !authenticationMethods.isEmpty(),
                "version, messages, authentication (expected: 1 or more)");
        check(
                protocol.maxBody() >= 0 && protocol.maxBody() <= MAX_BODY,
                "maxBody: %d (expected: up to %d)".formatted(protocol.maxBody(), MAX_BODY));
    }

    /** The words of a mapping file. */
    @JsonCreator
    static CourierMapping of(
            @JsonProperty(value = "courier", required = true) CourierCode courier,
            @JsonProperty(value = "version", required = true) int version,
            @JsonProperty(value = "authentication", required = true) Map<String, AuthenticationMethod> authentication,
            @JsonProperty("response") @JsonAlias("answer") @Nullable CourierResponse response,
            @JsonProperty("rejectionResponse") @JsonAlias("refusal") @Nullable CourierResponse rejectionResponse,
            @JsonProperty("responseTimeout") @JsonAlias("within") @Nullable Duration responseTimeout,
            @JsonProperty("requestFormat") @JsonAlias("delivery") CourierProtocol.@Nullable RequestFormat requestFormat,
            @JsonProperty("maxBody") int maxBody,
            @JsonProperty("requiredHeaders") @JsonAlias("headers") Set<String> requiredHeaders,
            @JsonProperty("handshake") CourierProtocol.@Nullable Handshake handshake,
            @JsonProperty("hooks") @JsonAlias("prepare") List<PayloadHook> hooks,
            @JsonProperty(value = "messages", required = true) List<MessageMapping> messages) {
        var usual = CourierProtocol.DEFAULT;
        var protocol = new CourierProtocol(
                Objects.requireNonNullElse(response, usual.accepted()),
                rejectionResponse,
                Objects.requireNonNullElse(responseTimeout, usual.responseTimeout()),
                Objects.requireNonNullElse(requestFormat, usual.requestFormat()),
                maxBody,
                requiredHeaders,
                Objects.requireNonNullElse(handshake, usual.handshake()));
        return new CourierMapping(courier, version, authentication, protocol, hooks, messages);
    }

    /**
     * Parses a mapping file.
     *
     * @param file its name, for error messages
     * @throws InvalidMappingFile naming file, line and what was expected there
     */
    public static CourierMapping parse(String file, byte[] yaml) {
        checkSize(file, yaml);
        try {
            return READER.readValue(yaml);
        } catch (JacksonException e) {
            throw InvalidMappingFile.of(file, e);
        }
    }

    /** Before the parser sees it: of a long line it copies for each piece all that came before. */
    private static void checkSize(String file, byte[] yaml) {
        if (yaml.length > MAX_FILE) {
            throw InvalidMappingFile.of(
                    file, 1, "file: %d bytes (expected: up to %d)".formatted(yaml.length, MAX_FILE));
        }
        var line = 1;
        var start = 0;
        for (var i = 0; i < yaml.length; i++) {
            if (yaml[i] == '\n') {
                line++;
                start = i + 1;
            } else if (i - start >= MAX_LINE) {
                throw InvalidMappingFile.of(file, line, "line (expected: up to %d bytes)".formatted(MAX_LINE));
            }
        }
    }

    /** Courier and version, as in every event. */
    public String label() {
        return courier + "/" + version;
    }

    @Override
    public MappingResult map(VerifiedPayload payload) {
        try {
            var root = root(payload);
            for (var message : messages) {
                if (message.matches(root)) {
                    return message.map(root, payload, label());
                }
            }
            return new MappingResult.Unmappable("message (expected: one of those in the mapping)");
        } catch (UnmappablePayload | MalformedBody e) {
            return new MappingResult.Unmappable(String.valueOf(e.getMessage()));
        } catch (CancellationException e) {
            throw e;
        } catch (RuntimeException | StackOverflowError e) {
            // A payload must never stop the service, whatever we got wrong: in quarantine it can be mapped later.
            StackFrames.firstOf(e)
                    .ifPresent(frames -> log.atError()
                            .setCause(frames)
                            .addKeyValue("mapping", label())
                            .log("A mapping failed"));
            return new MappingResult.Unmappable(
                    "the mapping failed with " + e.getClass().getSimpleName());
        }
    }

    @Override
    public String redacted(VerifiedPayload payload) {
        try {
            var root = root(payload);
            return RedactedJson.of(root.node(), VisibleFields.of(messages, root)::contains, JsonText::shown);
        } catch (RuntimeException | StackOverflowError _) {
            // Not even JSON, or a tree that we cannot walk: then nothing of it is shown.
            return FormatMask.of(payload.body());
        }
    }

    private JsonContext root(VerifiedPayload payload) {
        var format = switch (protocol.requestFormat()) {
            case JSON -> BodyFormat.JSON;
            case FORM, QUERY -> BodyFormat.FORM;
        };
        var root = format.parse(payload.body());
        for (var hook : hooks) {
            root = hook.apply(root, payload);
        }
        if (!root.isContainer()) {
            throw new UnmappablePayload("body (expected: a JSON object or list)");
        }
        return new JsonContext(root, null);
    }

    /** The first mapping files name the handshake by GET {@code look}. */
    @EnumNaming(EnumNamingStrategies.KebabCaseStrategy.class)
    private enum HandshakeNames {
        @JsonAlias("look")
        GET
    }
}
