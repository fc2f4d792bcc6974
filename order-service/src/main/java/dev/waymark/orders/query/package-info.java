/** Queries of the read model, and what each audience may see of it. */
@NullMarked
package dev.waymark.orders.query;

import org.jspecify.annotations.NullMarked;
