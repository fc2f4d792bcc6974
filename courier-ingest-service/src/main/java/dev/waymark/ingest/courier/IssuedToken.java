package dev.waymark.ingest.courier;

import java.time.Duration;

/** A bearer token for a courier that fetches one from us before it delivers. Never printed. */
public record IssuedToken(String token, Duration valid) {

    @Override
    public String toString() {
        return "IssuedToken[…, " + valid + "]";
    }
}
