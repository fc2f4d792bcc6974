/** Staff sign-in at an OpenID provider of the shop's own. */
@NullMarked
package dev.waymark.gateway.oidc;

import org.jspecify.annotations.NullMarked;
