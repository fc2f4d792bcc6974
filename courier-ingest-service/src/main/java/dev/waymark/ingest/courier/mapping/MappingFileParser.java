package dev.waymark.ingest.courier.mapping;

import com.fasterxml.jackson.annotation.JsonAlias;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.waymark.ingest.courier.CourierProtocol;
import dev.waymark.ingest.courier.signature.AuthenticationMethod;
import dev.waymark.ingest.courier.signature.ClientCredentials;
import dev.waymark.ingest.courier.signature.ContentSignature;
import dev.waymark.ingest.courier.signature.HeaderSecret;
import dev.waymark.ingest.courier.signature.SecretPath;
import dev.waymark.ingest.courier.signature.SignatureAlgorithm;
import dev.waymark.ingest.courier.signature.SignedTimestamp;
import dev.waymark.ingest.courier.signature.SourceIpAddresses;
import dev.waymark.ingest.courier.signature.StandardWebhooks;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.EnumNamingStrategies;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.annotation.EnumNaming;
import tools.jackson.dataformat.yaml.YAMLFactory;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** Turns YAML into a mapping, strictly: a misspelt or doubled word is an error, not a default. */
final class MappingFileParser {

    private static final ObjectReader READER = YAMLMapper.builder(YAMLFactory.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            // What a mapping leaves out is false.
            .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .enable(DeserializationFeature.ACCEPT_SINGLE_VALUE_AS_ARRAY)
            .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
            .addMixIn(AuthenticationMethod.class, AuthenticationKinds.class)
            .addMixIn(PayloadHook.class, Hooks.class)
            .addMixIn(SignatureAlgorithm.class, KebabCase.class)
            .addMixIn(SignedTimestamp.Form.class, KebabCase.class)
            .addMixIn(CourierProtocol.Handshake.class, HandshakeNames.class)
            .build()
            .readerFor(CourierMapping.class);

    private MappingFileParser() {}

    static CourierMapping parse(String file, byte[] yaml) {
        try {
            return READER.readValue(yaml);
        } catch (JacksonException e) {
            var location = e.getLocation();
            throw new InvalidMappingFile(
                    file,
                    location == null ? 0 : location.getLineNr(),
                    location == null ? 0 : location.getColumnNr(),
                    e.getCause() instanceof IllegalArgumentException cause
                            ? String.valueOf(cause.getMessage())
                            : e.getOriginalMessage(),
                    e);
        }
    }

    /** The names of the authentication kinds in mapping files. */
    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
    @JsonSubTypes({
        @JsonSubTypes.Type(value = ContentSignature.class, name = "signature"),
        @JsonSubTypes.Type(value = StandardWebhooks.class, name = "standard-webhooks"),
        @JsonSubTypes.Type(value = HeaderSecret.class, name = "header"),
        @JsonSubTypes.Type(value = ClientCredentials.class, name = "client-credentials"),
        @JsonSubTypes.Type(value = SecretPath.class, name = "secret-path"),
        @JsonSubTypes.Type(value = SourceIpAddresses.class, name = "source-addresses")
    })
    private interface AuthenticationKinds {}

    /** The names of the hooks in mapping files. */
    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "hook")
    @JsonSubTypes({
        @JsonSubTypes.Type(value = JsonInStringHook.class, name = "json-in-string"),
        @JsonSubTypes.Type(value = CloudEventsHook.class, name = "cloud-events"),
        @JsonSubTypes.Type(value = Gs1SsccHook.class, name = "gs1-sscc")
    })
    private interface Hooks {}

    @EnumNaming(EnumNamingStrategies.KebabCaseStrategy.class)
    private interface KebabCase {}

    /** The first mapping files call the handshake by GET a look. */
    @EnumNaming(EnumNamingStrategies.KebabCaseStrategy.class)
    private enum HandshakeNames {
        @JsonAlias("look")
        GET
    }
}
