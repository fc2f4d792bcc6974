package dev.waymark.ingest.courier.mapping;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.waymark.ingest.courier.Terms;
import dev.waymark.ingest.courier.signature.Algorithm;
import dev.waymark.ingest.courier.signature.Authentication;
import dev.waymark.ingest.courier.signature.ClientCredentials;
import dev.waymark.ingest.courier.signature.SecretPath;
import dev.waymark.ingest.courier.signature.SharedHeader;
import dev.waymark.ingest.courier.signature.SignedContent;
import dev.waymark.ingest.courier.signature.SignedTime;
import dev.waymark.ingest.courier.signature.SourceAddresses;
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
final class MappingFile {

    private static final ObjectReader READER = YAMLMapper.builder(YAMLFactory.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            // What a mapping leaves out is false.
            .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .enable(DeserializationFeature.ACCEPT_SINGLE_VALUE_AS_ARRAY)
            .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
            .addMixIn(Authentication.class, AuthenticationKinds.class)
            .addMixIn(PayloadHook.class, Hooks.class)
            .addMixIn(Algorithm.class, KebabCase.class)
            .addMixIn(SignedTime.Form.class, KebabCase.class)
            .addMixIn(Terms.Handshake.class, KebabCase.class)
            .build()
            .readerFor(CourierMapping.class);

    private MappingFile() {}

    static CourierMapping parse(String file, byte[] yaml) {
        try {
            return READER.readValue(yaml);
        } catch (JacksonException e) {
            var location = e.getLocation();
            throw new MappingInvalid(
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
        @JsonSubTypes.Type(value = SignedContent.class, name = "signature"),
        @JsonSubTypes.Type(value = StandardWebhooks.class, name = "standard-webhooks"),
        @JsonSubTypes.Type(value = SharedHeader.class, name = "header"),
        @JsonSubTypes.Type(value = ClientCredentials.class, name = "client-credentials"),
        @JsonSubTypes.Type(value = SecretPath.class, name = "secret-path"),
        @JsonSubTypes.Type(value = SourceAddresses.class, name = "source-addresses")
    })
    private interface AuthenticationKinds {}

    /** The names of the hooks in mapping files. */
    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "hook")
    @JsonSubTypes({
        @JsonSubTypes.Type(value = JsonInString.class, name = "json-in-string"),
        @JsonSubTypes.Type(value = CloudEvents.class, name = "cloud-events"),
        @JsonSubTypes.Type(value = GsOneSscc.class, name = "gs1-sscc")
    })
    private interface Hooks {}

    @EnumNaming(EnumNamingStrategies.KebabCaseStrategy.class)
    private interface KebabCase {}
}
