package dev.waymark.ingest.courier.signature;

import java.time.Clock;
import java.time.Duration;

/**
 * What verification needs besides secrets.
 *
 * @param replayWindow how far a signed time may be from {@code clock}, either way
 */
public record VerificationContext(Clock clock, Duration replayWindow, PublicKeySets keySets) {}
