/** What staff prove beside their address: a code of an authenticator app. */
@NullMarked
package dev.waymark.gateway.secondfactor;

import org.jspecify.annotations.NullMarked;
