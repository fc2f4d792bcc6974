/** Records of all services that could not be processed: listed, shown masked, and written to their topics once more. */
@NullMarked
package dev.waymark.orders.deadletters;

import org.jspecify.annotations.NullMarked;
