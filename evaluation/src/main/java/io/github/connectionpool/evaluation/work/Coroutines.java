package io.github.connectionpool.evaluation.work;

import java.util.concurrent.Executor;

import kotlin.Unit;
import kotlinx.coroutines.BuildersKt;
import kotlinx.coroutines.CoroutineDispatcher;
import kotlinx.coroutines.CoroutineStart;
import kotlinx.coroutines.GlobalScope;

/**
 * Kotlin's coroutines.
 */
public final class Coroutines {

	private Coroutines() {
	}

	/**
	 * An executor that launches a coroutine for each task.
	 * @param dispatcher where they run
	 * @return the executor
	 */
	public static Executor on(CoroutineDispatcher dispatcher) {
		return (task) -> BuildersKt.launch(GlobalScope.INSTANCE, dispatcher, CoroutineStart.DEFAULT,
				(scope, continuation) -> {
					task.run();
					return Unit.INSTANCE;
				});
	}

}
