package dev.waymark.ingest.courier;

import java.time.Duration;

/** An access token for a courier that fetches one before it delivers. Never printed. */
public record IssuedToken(String token, Duration validity) {

    @Override
    public String toString() {
        return "IssuedToken[…, " + validity + "]";
    }
}
