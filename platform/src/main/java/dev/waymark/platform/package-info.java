/** What each service does alike at its edges, so that no service has to import another. */
@NullMarked
package dev.waymark.platform;

import org.jspecify.annotations.NullMarked;
