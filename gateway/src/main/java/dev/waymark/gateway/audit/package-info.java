/** Who did what: written to the topic {@code audit}, and read by an administrator. */
@NullMarked
package dev.waymark.gateway.audit;

import org.jspecify.annotations.NullMarked;
