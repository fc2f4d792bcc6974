package dev.waymark.gateway.pages;

import java.time.Duration;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.server.ResponseStatusException;

/** Hands out the static files. */
@Controller
class AssetsController {

    private static final String FOLDER = "/assets/";
    private static final CacheControl FOR_EVER =
            CacheControl.maxAge(Duration.ofDays(365)).cachePublic().immutable();

    private final Assets assets;

    AssetsController(Assets assets) {
        this.assets = assets;
    }

    @GetMapping(FOLDER + "**")
    ResponseEntity<byte[]> asset(ServerHttpRequest request) {
        // The pattern takes the folder as well, without its slash.
        var path = request.getPath().value();
        var file = path.substring(Math.min(FOLDER.length(), path.length()));
        var asset = assets.find(file).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        return ResponseEntity.ok()
                .contentType(asset.type())
                .cacheControl(file.equals(asset.file()) ? FOR_EVER : CacheControl.noCache())
                .eTag(asset.file())
                .body(asset.content());
    }
}
