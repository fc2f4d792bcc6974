/** The administrators' pages of records that a service could not process. */
@NullMarked
package dev.waymark.gateway.pages.deadletters;

import org.jspecify.annotations.NullMarked;
