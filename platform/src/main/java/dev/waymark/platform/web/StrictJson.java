package dev.waymark.platform.web;

import static dev.waymark.contract.Checks.check;

import dev.waymark.contract.Checks;
import java.time.DateTimeException;
import java.time.Instant;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.cfg.CoercionAction;
import tools.jackson.databind.cfg.CoercionInputShape;
import tools.jackson.databind.cfg.EnumFeature;
import tools.jackson.databind.deser.jdk.StringDeserializer;
import tools.jackson.databind.deser.std.StdDeserializer;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.type.LogicalType;

/**
 * JSON of a request: a member that is there twice, of another type or not known is refused, for whoever sent it means
 * something that would be lost. What our services tell each other is read leniently: see {@link ServiceJson}.
 */
public final class StrictJson {

    private StrictJson() {}

    /** {@code mapper}, but strict. */
    public static JsonMapper of(JsonMapper mapper) {
        return mapper.rebuild()
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .enable(DeserializationFeature.FAIL_ON_INVALID_SUBTYPE)
                .enable(EnumFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
                .disable(
                        EnumFeature.READ_UNKNOWN_ENUM_VALUES_USING_DEFAULT_VALUE,
                        EnumFeature.READ_UNKNOWN_ENUM_VALUES_AS_NULL)
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
                .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
                .withCoercionConfig(
                        LogicalType.Textual,
                        text -> text.setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail)
                                .setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
                                .setCoercion(CoercionInputShape.Float, CoercionAction.Fail))
                .addModule(new SimpleModule()
                        .addDeserializer(Instant.class, new TimeDeserializer())
                        .addDeserializer(String.class, new TextDeserializer()))
                .build();
    }

    /** Half a character, and U+0000, nobody types and no store gives back as it was. (RFC 8259, section 8.2) */
    private static final class TextDeserializer extends StringDeserializer {

        @Override
        public String deserialize(JsonParser parser, DeserializationContext context) {
            var text = super.deserialize(parser, context);
            return text.codePoints().allMatch(TextDeserializer::isCharacter)
                    ? text
                    : (String) context.handleWeirdStringValue(String.class, text, "no text");
        }

        private static boolean isCharacter(int c) {
            return c != 0 && Character.getType(c) != Character.SURROGATE;
        }
    }

    /** A time is a text with its offset: a number could be of seconds or of milliseconds. */
    private static final class TimeDeserializer extends StdDeserializer<Instant> {

        TimeDeserializer() {
            super(Instant.class);
        }

        @Override
        public Instant deserialize(JsonParser parser, DeserializationContext context) {
            if (!parser.hasToken(JsonToken.VALUE_STRING)) {
                return (Instant) context.handleUnexpectedToken(Instant.class, parser);
            }
            try {
                var time = Instant.parse(parser.getString());
                check(Checks.isInCalendar(time), "time (expected: a year of four digits)");
                return time;
            } catch (DateTimeException | IllegalArgumentException _) {
                return (Instant) context.handleWeirdStringValue(Instant.class, parser.getString(), "no date and time");
            }
        }
    }
}
