/** The read model's collections, documents and indexes. */
@NullMarked
package dev.waymark.orders.mongo;

import org.jspecify.annotations.NullMarked;
