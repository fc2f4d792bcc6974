package dev.waymark.local.pages;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.web.reactive.function.server.ServerRequest;

/** Links in plain text; only those that lead to this very machine, because what else a mail says is not ours to open. */
final class LocalLinks {

    private static final Pattern ADDRESS = Pattern.compile("(?:https?://)?[A-Za-z0-9.-]+(?::\\d+)?(/[\\w/?=&%.-]*\\w)");

    private LocalLinks() {}

    static List<List<TextSegment>> lines(@Nullable String text, ServerRequest request) {
        if (text == null) {
            return List.of();
        }
        var here = request.uri().getAuthority();
        return text.strip().lines().map(line -> pieces(line, here)).toList();
    }

    private static List<TextSegment> pieces(String line, String here) {
        var pieces = new ArrayList<TextSegment>();
        var done = 0;
        var address = ADDRESS.matcher(line);
        while (address.find()) {
            if (address.group().contains(here + "/")) {
                pieces.add(new TextSegment(line.substring(done, address.start()), null));
                pieces.add(new TextSegment(address.group(), address.group(1)));
                done = address.end();
            }
        }
        pieces.add(new TextSegment(line.substring(done), null));
        return pieces;
    }
}
