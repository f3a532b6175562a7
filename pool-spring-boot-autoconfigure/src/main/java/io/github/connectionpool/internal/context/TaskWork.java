package io.github.connectionpool.internal.context;

import org.jspecify.annotations.Nullable;
import org.springframework.core.task.TaskDecorator;

import io.github.connectionpool.internal.checkout.WorkUnit;

/**
 * Makes each run of a task a unit of work. Immutable and thread-safe.
 */
final class TaskWork implements TaskDecorator {

	private final String name;

	private final @Nullable TaskDecorator decorator;

	/**
	 * Create.
	 * @param name name of the units of work
	 * @param decorator the application's decorator, which is called as before, within the
	 * work; null if there is none
	 */
	public TaskWork(String name, @Nullable TaskDecorator decorator) {
		this.name = name;
		this.decorator = decorator;
	}

	@Override
	public Runnable decorate(Runnable runnable) {
		Runnable decorated = (this.decorator != null) ? this.decorator.decorate(runnable) : runnable;
		return () -> WorkUnit.run(this.name, decorated);
	}

}
