/** The pages that only a machine of one's own has: what runs, and what the customer received. */
@NullMarked
package dev.waymark.local.pages;

import org.jspecify.annotations.NullMarked;
