/** Orders and their parcels: where ports meet edges. */
@NullMarked
package dev.waymark.orders;

import org.jspecify.annotations.NullMarked;
