package dev.waymark.local;

import picocli.CommandLine.Option;

/** Which of the systems on this machine. */
final class PortOptions {

    @Option(
            names = "--port-base",
            defaultValue = "${env:WAYMARK_PORT_BASE:-8080}",
            description = "The gateway's port; all others move with it (${DEFAULT-VALUE}).")
    int base;
}
