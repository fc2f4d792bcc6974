/** Open pages that follow their order: updates in, Server-Sent Events out. */
@NullMarked
package dev.waymark.gateway.live;

import org.jspecify.annotations.NullMarked;
