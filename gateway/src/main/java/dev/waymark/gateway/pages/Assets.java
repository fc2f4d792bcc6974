package dev.waymark.gateway.pages;

import dev.waymark.contract.Digests;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.core.io.Resource;
import org.springframework.http.MediaType;

/** The few static files, in memory. Their addresses bear a digest of their content, so that they may be kept for ever. */
public final class Assets {

    private static final List<String> NAMES = List.of(
            "waymark.css", "live.js", "mark-go.svg", "mark-ask.svg", "mark-bad.svg", "mark-done.svg", "mark-wait.svg");
    private static final int DIGEST = 12;

    private final Map<String, Asset> byName = new LinkedHashMap<>();
    private final Map<String, Asset> byFile = new LinkedHashMap<>();

    public Assets() {
        for (var name : NAMES) {
            var asset = load(name);
            byName.put(name, asset);
            byFile.put(asset.file(), asset);
        }
    }

    /** A file; {@code file} is its name with the digest. */
    public record Asset(String file, MediaType type, Resource content) {}

    /** Where a page finds it. */
    public String url(String name) {
        return "/assets/" + Objects.requireNonNull(byName.get(name), name).file();
    }

    /** By the name that never changes its content. */
    @Nullable
    public Asset immutable(String file) {
        return byFile.get(file);
    }

    /** By the plain name, for those who cannot know the digest. */
    @Nullable
    public Asset named(String name) {
        return byName.get(name);
    }

    private static Asset load(String name) {
        try (var in = Objects.requireNonNull(Assets.class.getResourceAsStream("/gateway/assets/" + name), name)) {
            var content = in.readAllBytes();
            var digest = Digests.sha256Hex(content).substring(0, DIGEST);
            var dot = name.lastIndexOf('.');
            return new Asset(
                    name.substring(0, dot) + "." + digest + name.substring(dot),
                    type(name),
                    new ByteArrayResource(content));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static MediaType type(String name) {
        if (name.endsWith(".css")) {
            return MediaType.parseMediaType("text/css;charset=utf-8");
        }
        return MediaType.parseMediaType(
                name.endsWith(".js") ? "text/javascript;charset=utf-8" : "image/svg+xml;charset=utf-8");
    }
}
