package dev.waymark.orders.recognition;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The forms of tracking numbers as files; {@code ORIGIN.md} beside them says where they are from. */
final class FormatFiles {

    static final String FOLDER = "/orders/recognition";

    /** By name: a folder in a jar cannot be listed. A test holds it against the folders. */
    static final List<String> ALL = Stream.concat(
                    Stream.of(
                                    "amazon",
                                    "canadapost",
                                    "canpar",
                                    "dhl",
                                    "dpd",
                                    "fedex",
                                    "gofo",
                                    "landmark",
                                    "lasership",
                                    "old_dominion",
                                    "ontrac",
                                    "purolator",
                                    "s10",
                                    "speedee",
                                    "ups",
                                    "usps",
                                    "yodel",
                                    "yunexpress")
                            .map(name -> "tracking_number_data/couriers/" + name),
                    Stream.of("cdek", "inpost", "ozon", "russian-post").map(name -> "own/" + name))
            .toList();

    private FormatFiles() {}

    static List<JsonNode> read() {
        var json = JsonMapper.builder().build();
        return ALL.stream()
                .map(name -> read(json, FOLDER + "/" + name + ".json"))
                .toList();
    }

    private static JsonNode read(JsonMapper json, String resource) {
        try (var in = FormatFiles.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException(resource + ": (expected: in the class path)");
            }
            return json.readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
