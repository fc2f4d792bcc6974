package dev.waymark.notifications.sending;

class InMemorySendQueueTest implements SendQueueContract {

    private final SendQueue queue = new InMemorySendQueue();

    @Override
    public SendQueue queue() {
        return queue;
    }
}
