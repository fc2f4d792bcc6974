/** Bounds on how often: tries that protect a secret are counted for all gateways together, capacity in each. */
@NullMarked
package dev.waymark.gateway.limits;

import org.jspecify.annotations.NullMarked;
