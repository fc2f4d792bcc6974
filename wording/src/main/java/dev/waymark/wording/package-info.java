/** What a customer reads, on pages and in messages alike. */
@NullMarked
package dev.waymark.wording;

import org.jspecify.annotations.NullMarked;
