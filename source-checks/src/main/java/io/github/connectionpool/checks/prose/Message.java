package io.github.connectionpool.checks.prose;

/**
 * A string expression while it is read: its literals are joined, and each other operand
 * becomes a placeholder.
 */
final class Message {

	private TextBuilder text = new TextBuilder();

	private boolean open;

	private boolean joins;

	private boolean value;

	/** Whether the next literal belongs to this message. */
	boolean goesOn() {
		return this.open && this.joins;
	}

	TextBuilder literal(int line) {
		if (this.value) {
			this.text.append(JavaTexts.PLACEHOLDER, line);
		}
		this.open = true;
		this.joins = false;
		this.value = false;
		return this.text;
	}

	void plus() {
		this.joins = this.open;
	}

	void operand() {
		this.value = this.joins;
	}

	/** Ends the message; the next literal starts another. */
	TextBuilder end() {
		TextBuilder ended = this.text;
		this.text = new TextBuilder();
		this.open = false;
		this.joins = false;
		this.value = false;
		return ended;
	}

}
