/** Fetches the public keys that couriers publish. */
@NullMarked
package dev.waymark.ingest.jwks;

import org.jspecify.annotations.NullMarked;
