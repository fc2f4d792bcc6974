package dev.waymark.gateway.pages;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.waymark.contract.Digests;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.http.MediaType;
import org.springframework.http.MediaTypeFactory;
import org.springframework.stereotype.Component;

/** The few static files, in memory. Their addresses bear a digest of their content, so that they may be kept for ever. */
@Component
public final class Assets {

    private static final List<String> NAMES = List.of(
            "waymark.css", "live.js", "mark-go.svg", "mark-ask.svg", "mark-bad.svg", "mark-done.svg", "mark-wait.svg");
    private static final int DIGEST = 12;

    private final Map<String, Asset> byName =
            NAMES.stream().collect(Collectors.toUnmodifiableMap(name -> name, Assets::load));

    /** A file; {@code file} is its name with the digest. */
    @SuppressWarnings("ArrayRecordComponent") // compared nowhere, never changed
    public record Asset(String file, MediaType type, byte[] content) {}

    /** Where a page finds it. */
    public String url(String name) {
        return "/assets/" + Objects.requireNonNull(byName.get(name), name).file();
    }

    /** By its own name, which never changes its content, or by the plain one, for those who cannot know the digest. */
    Optional<Asset> find(String file) {
        return byName.entrySet().stream()
                .filter(asset -> file.equals(asset.getKey())
                        || file.equals(asset.getValue().file()))
                .map(Map.Entry::getValue)
                .findFirst();
    }

    private static Asset load(String name) {
        try (var in = Objects.requireNonNull(Assets.class.getResourceAsStream("/gateway/assets/" + name), name)) {
            var content = in.readAllBytes();
            var digest = Digests.sha256Hex(content).substring(0, DIGEST);
            var dot = name.lastIndexOf('.');
            return new Asset(
                    name.substring(0, dot) + "." + digest + name.substring(dot),
                    new MediaType(MediaTypeFactory.getMediaType(name).orElseThrow(), UTF_8),
                    content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
