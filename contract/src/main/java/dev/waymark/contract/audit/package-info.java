/** Who looked at what and changed what, on the topic {@code audit}. */
@NullMarked
package dev.waymark.contract.audit;

import org.jspecify.annotations.NullMarked;
