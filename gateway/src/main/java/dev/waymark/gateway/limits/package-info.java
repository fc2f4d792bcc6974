/** Bounds on how often: tries at a secret are counted for all gateways together, requests in each. */
@NullMarked
package dev.waymark.gateway.limits;

import org.jspecify.annotations.NullMarked;
