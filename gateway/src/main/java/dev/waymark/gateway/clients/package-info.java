/** What our services answer, and how the gateway asks them. */
@NullMarked
package dev.waymark.gateway.clients;

import org.jspecify.annotations.NullMarked;
