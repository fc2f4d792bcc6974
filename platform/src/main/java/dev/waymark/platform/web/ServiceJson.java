package dev.waymark.platform.web;

import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.cfg.EnumFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * JSON of what our services tell each other, on topics and by HTTP. They are updated one by one, so what only a newer
 * version knows is no failure: a value is read as its type's default, or as none, and a kind as none.
 */
public final class ServiceJson {

    private ServiceJson() {}

    public static void configure(JsonMapper.Builder mapper) {
        mapper.enable(
                        EnumFeature.READ_UNKNOWN_ENUM_VALUES_USING_DEFAULT_VALUE,
                        EnumFeature.READ_UNKNOWN_ENUM_VALUES_AS_NULL)
                .disable(DeserializationFeature.FAIL_ON_INVALID_SUBTYPE);
    }
}
