package dev.waymark.ingest.fuzz;

import dev.waymark.ingest.courier.mapping.CourierMapping;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/** The couriers of this service and what was captured from them: found, not listed, so that a new one is tried too. */
final class FuzzedMappings {

    /** By courier. */
    static final SortedMap<String, CourierMapping> MAPPINGS = mappings();

    /** By courier and file, such as {@code cdek/order_status.json}. */
    static final SortedMap<String, byte[]> PAYLOADS = payloads();

    private FuzzedMappings() {}

    /** The mapping of that name; of any other name always the same one. */
    static CourierMapping mapping(String courier) {
        return named(MAPPINGS, courier);
    }

    /** What was captured of that courier. */
    static SortedMap<String, byte[]> payloadsOf(CourierMapping mapping) {
        // '0' is the letter after '/'.
        return PAYLOADS.subMap(mapping.courier() + "/", mapping.courier() + "0");
    }

    /** The value of that name; of any other name always the same one. */
    static <T> T named(SortedMap<String, T> values, String name) {
        var value = values.get(name);
        return value == null ? List.copyOf(values.values()).get(Math.floorMod(name.hashCode(), values.size())) : value;
    }

    private static SortedMap<String, CourierMapping> mappings() {
        var mappings = new TreeMap<String, CourierMapping>();
        for (var file : found("classpath*:couriers/*.yaml")) {
            var mapping = CourierMapping.parse(String.valueOf(file.getFilename()), content(file));
            mappings.put(mapping.courier().value(), mapping);
        }
        return mappings;
    }

    private static SortedMap<String, byte[]> payloads() {
        var payloads = new TreeMap<String, byte[]>();
        for (var courier : MAPPINGS.keySet()) {
            for (var file : found("classpath*:couriers/" + courier + "/*.*")) {
                if (isPayload(String.valueOf(file.getFilename()))) {
                    payloads.put(courier + "/" + file.getFilename(), content(file));
                }
            }
        }
        return payloads;
    }

    /** Neither what is expected of one, nor where they are from. */
    private static boolean isPayload(String file) {
        return !file.endsWith(".expected.json") && !file.endsWith(".md");
    }

    private static List<Resource> found(String pattern) {
        try {
            return List.of(new PathMatchingResourcePatternResolver().getResources(pattern));
        } catch (IOException e) {
            throw new UncheckedIOException(pattern, e);
        }
    }

    private static byte[] content(Resource file) {
        try {
            return file.getContentAsByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
