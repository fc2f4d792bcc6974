package dev.waymark.notifications.email;

import static java.nio.file.attribute.PosixFilePermissions.fromString;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A Postfix of its own, which keeps all mail for {@code example.com} in one folder. Starting one is a right of root's. */
final class Postfix implements AutoCloseable {

    private static final Path PROGRAM = Path.of("/usr/sbin/postfix");

    private static final String MAIN = """
            compatibility_level = 3.6
            queue_directory = %1$s/queue
            data_directory = %1$s/data
            maillog_file = %1$s/postfix.log
            maillog_file_prefixes = %1$s
            command_directory = /usr/sbin
            daemon_directory = /usr/lib/postfix/sbin
            meta_directory = /etc/postfix
            inet_interfaces = loopback-only
            inet_protocols = ipv4
            myhostname = mail.example.com
            mydestination =
            mynetworks =
            message_size_limit = 200000
            virtual_mailbox_domains = example.com
            virtual_mailbox_base = %1$s
            virtual_mailbox_maps = static:mail/
            virtual_uid_maps = static:65534
            virtual_gid_maps = static:65534
            smtpd_relay_restrictions = reject_unauth_destination
            smtpd_sender_restrictions = check_sender_access inline:{
                { foreign@example.com = 550 5.7.1 not your address } }
            smtpd_recipient_restrictions = reject_unauth_destination, check_recipient_access inline:{
                { nobody@example.com = 550 5.1.1 no such mailbox },
                { full@example.com = 452 4.2.2 mailbox full },
                { new@example.com = 450 4.2.0 greylisted } }
            """;

    private static final String SERVICES = """
            127.0.0.1:%d inet n - n - - smtpd
            cleanup unix n - n - 0 cleanup
            qmgr unix n - n 300 1 qmgr
            tlsmgr unix - - n 1000? 1 tlsmgr
            rewrite unix - - n - - trivial-rewrite
            bounce unix - - n - 0 bounce
            defer unix - - n - 0 bounce
            trace unix - - n - 0 bounce
            proxymap unix - - n - - proxymap
            error unix - - n - - error
            retry unix - - n - - error
            virtual unix - n n - - virtual
            anvil unix - - n - 1 anvil
            postlog unix-dgram n - n - 1 postlogd
            """;

    private final Path folder;
    private final int port;

    private Postfix(Path folder, int port) {
        this.folder = folder;
        this.port = port;
    }

    static boolean isThere() {
        return Files.isExecutable(PROGRAM) && "root".equals(System.getProperty("user.name"));
    }

    static Postfix start(Path folder) throws IOException {
        int port;
        try (var socket = new ServerSocket(0)) {
            port = socket.getLocalPort();
        }
        // Its processes run as users of their own.
        Files.setPosixFilePermissions(folder, fromString("rwxr-xr-x"));
        Files.writeString(folder.resolve("main.cf"), MAIN.formatted(folder));
        Files.writeString(folder.resolve("master.cf"), SERVICES.formatted(port));
        Files.createDirectory(folder.resolve("queue"));
        owned(Files.createDirectory(folder.resolve("data")), "postfix");
        owned(Files.createDirectory(folder.resolve("mail")), "nobody");
        var postfix = new Postfix(folder, port);
        postfix.run("start");
        return postfix;
    }

    private static void owned(Path directory, String user) throws IOException {
        Files.setOwner(
                directory,
                directory.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName(user));
    }

    int port() {
        return port;
    }

    /** The mails that were delivered, as they are on disk. */
    List<Path> delivered() throws IOException {
        var arrived = folder.resolve("mail/new");
        if (Files.notExists(arrived)) {
            return List.of();
        }
        try (var mails = Files.list(arrived)) {
            return mails.toList();
        }
    }

    @Override
    public void close() throws IOException {
        run("stop");
    }

    private void run(String command) throws IOException {
        var output = folder.resolve("postfix-" + command + ".out").toFile();
        var status = new ProcessBuilder(PROGRAM.toString(), "-c", folder.toString(), command)
                .redirectErrorStream(true)
                .redirectOutput(output)
                .start()
                .onExit()
                .join()
                .exitValue();
        if (status != 0) {
            throw new IllegalStateException(Files.readString(output.toPath()));
        }
    }
}
