/** The support desk's pages of webhooks in quarantine. */
@NullMarked
package dev.waymark.gateway.pages.quarantine;

import org.jspecify.annotations.NullMarked;
