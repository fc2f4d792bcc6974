package dev.waymark.notifications.sending;

class InMemorySendLogTest implements SendLogContract {

    private final InMemorySendLog log = new InMemorySendLog(RULES);

    @Override
    public SendLog log() {
        return log;
    }
}
