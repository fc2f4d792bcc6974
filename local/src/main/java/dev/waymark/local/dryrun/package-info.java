/** Tries a mapping file on a courier's payloads, without a running system. */
@NullMarked
package dev.waymark.local.dryrun;

import org.jspecify.annotations.NullMarked;
