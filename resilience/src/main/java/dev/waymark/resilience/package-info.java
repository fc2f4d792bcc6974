/** The fault bench: the services as processes, faults upon them, load, and the oracle that says whether anything was lost. */
@NullMarked
package dev.waymark.resilience;

import org.jspecify.annotations.NullMarked;
