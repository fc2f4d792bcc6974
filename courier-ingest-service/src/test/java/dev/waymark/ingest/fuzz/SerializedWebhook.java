package dev.waymark.ingest.fuzz;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * A webhook as a corpus file writes it, much like HTTP: a line that says whose it is, headers, an empty line, the body.
 *
 * @param rest all that follows the first line
 */
@SuppressWarnings("ArrayRecordComponent") // compared nowhere
record SerializedWebhook(String whose, byte[] rest) {

    static SerializedWebhook parse(byte[] file) {
        var end = lineEnd(file, 0);
        return new SerializedWebhook(
                line(file, 0, end), Arrays.copyOfRange(file, Math.min(end + 1, file.length), file.length));
    }

    /** By name in lower case. */
    Map<String, String> headers() {
        var headers = new LinkedHashMap<String, String>();
        for (int from = 0, end; from < bodyStart() - 1; from = end + 1) {
            end = lineEnd(rest, from);
            var line = line(rest, from, end);
            var colon = line.indexOf(':');
            if (colon > 0) {
                headers.putIfAbsent(
                        line.substring(0, colon).toLowerCase(Locale.ROOT),
                        line.substring(colon + 1).strip());
            }
        }
        return headers;
    }

    byte[] body() {
        return Arrays.copyOfRange(rest, Math.min(bodyStart(), rest.length), rest.length);
    }

    /** Behind the first empty line. */
    private int bodyStart() {
        var from = 0;
        while (from < rest.length) {
            var end = lineEnd(rest, from);
            if (end == from) {
                return end + 1;
            }
            from = end + 1;
        }
        return rest.length;
    }

    private static int lineEnd(byte[] bytes, int from) {
        var end = from;
        while (end < bytes.length && bytes[end] != '\n') {
            end++;
        }
        return end;
    }

    private static String line(byte[] bytes, int from, int end) {
        return new String(bytes, from, end - from, ISO_8859_1);
    }
}
