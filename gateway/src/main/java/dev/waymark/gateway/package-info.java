/** The gateway's parts wired together. */
@NullMarked
package dev.waymark.gateway;

import org.jspecify.annotations.NullMarked;
