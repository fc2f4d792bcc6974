/** Who did what, for an administrator. */
@NullMarked
package dev.waymark.gateway.pages.audit;

import org.jspecify.annotations.NullMarked;
