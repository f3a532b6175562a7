package io.github.connectionpool.internal.context;

import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.util.List;
import java.util.concurrent.RejectedExecutionHandler;
import java.util.concurrent.ThreadFactory;
import java.util.function.Consumer;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.RuntimeHintsRegistrar;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.core.task.SimpleAsyncTaskExecutor;
import org.springframework.core.task.TaskDecorator;
import org.springframework.scheduling.concurrent.ExecutorConfigurationSupport;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;
import org.springframework.util.ReflectionUtils;

/**
 * Makes each task of Spring's executors and schedulers a unit of work, including
 * executors that the application has made itself. A {@link TaskDecorator} bean would
 * reach only the executors of Spring Boot. It would also be a second bean if an
 * application expects its own to be the only one.
 */
public class TaskWorkPostProcessor implements BeanPostProcessor {

	private static final Log logger = LogFactory.getLog(TaskWorkPostProcessor.class);

	private static final String HANDLER = "rejectedExecutionHandler";

	private static final String DECORATOR = "taskDecorator";

	/**
	 * Before the initialization, since an executor reads its decorator when it starts.
	 */
	@Override
	public Object postProcessBeforeInitialization(Object bean, String beanName) {
		try {
			if (bean instanceof ExecutorConfigurationSupport executor && looksAtTasks(executor)) {
				logger.debug("The end of tasks of '" + beanName + "' is not known: the application inspects its tasks");
			}
			else if (bean instanceof ThreadPoolTaskExecutor executor) {
				decorate(executor, ThreadPoolTaskExecutor.class, executor::setTaskDecorator, beanName);
			}
			else if (bean instanceof ThreadPoolTaskScheduler scheduler) {
				decorate(scheduler, ThreadPoolTaskScheduler.class, scheduler::setTaskDecorator, beanName);
			}
			else if (bean instanceof SimpleAsyncTaskExecutor executor) {
				decorate(executor, SimpleAsyncTaskExecutor.class, executor::setTaskDecorator, beanName);
			}
		}
		catch (RuntimeException | LinkageError ex) {
			logger.debug("The end of tasks of '" + beanName + "' is not known", ex);
		}
		return bean;
	}

	/**
	 * Whether code of the application sees the queued tasks and would notice a
	 * decoration. Such code is a queue that compares tasks, a handler of rejected tasks,
	 * or an override that runs around each task. A scheduler that removes cancelled tasks
	 * does not find a decorated task either.
	 */
	@SuppressWarnings("deprecation") // no other method returns the policy this early
	private static boolean looksAtTasks(ExecutorConfigurationSupport executor) {
		if (executor instanceof ThreadPoolTaskScheduler scheduler && scheduler.isRemoveOnCancelPolicy()) {
			return true;
		}
		Field handler = field(ExecutorConfigurationSupport.class, HANDLER, RejectedExecutionHandler.class);
		Object rejected = (handler != null) ? ReflectionUtils.getField(handler, executor) : null;
		if (rejected == null || !rejected.getClass().getName().startsWith("java.util.concurrent.")) {
			return true;
		}
		Class<?> type = executor.getClass();
		return type != ThreadPoolTaskExecutor.class && type != ThreadPoolTaskScheduler.class
				&& (overrides(type, "beforeExecute", Thread.class, Runnable.class)
						|| overrides(type, "afterExecute", Runnable.class, Throwable.class)
						|| overrides(type, "initializeExecutor", ThreadFactory.class, RejectedExecutionHandler.class)
						|| (executor instanceof ThreadPoolTaskExecutor && overrides(type, "createQueue", int.class)));
	}

	private static boolean overrides(Class<?> type, String method, Class<?>... parameters) {
		Method found = ReflectionUtils.findMethod(type, method, parameters);
		return found == null
				|| found.getDeclaringClass().getPackage() != ExecutorConfigurationSupport.class.getPackage();
	}

	/** Decorate around the present decorator, which only the field can tell. */
	private static void decorate(Object executor, Class<?> owner, Consumer<TaskDecorator> setter, String beanName) {
		Field field = field(owner, DECORATOR, TaskDecorator.class);
		if (field == null) {
			logger.debug("The end of tasks of '" + beanName + "' is not known: its decorator cannot be read");
			return;
		}
		@Nullable TaskDecorator decorator = (TaskDecorator) ReflectionUtils.getField(field, executor);
		if (!(decorator instanceof TaskWork)) {
			setter.accept(new TaskWork("a task of '" + beanName + "'", decorator));
		}
	}

	private static @Nullable Field field(Class<?> owner, String name, Class<?> type) {
		Field field = ReflectionUtils.findField(owner, name, type);
		if (field != null) {
			ReflectionUtils.makeAccessible(field);
		}
		return field;
	}

	/** The fields of executors that are read in a native image. */
	public static class Hints implements RuntimeHintsRegistrar {

		@Override
		public void registerHints(RuntimeHints hints, @Nullable ClassLoader classLoader) {
			register(hints, field(ExecutorConfigurationSupport.class, HANDLER, RejectedExecutionHandler.class));
			for (Class<?> owner : List.of(ThreadPoolTaskExecutor.class, ThreadPoolTaskScheduler.class,
					SimpleAsyncTaskExecutor.class)) {
				register(hints, field(owner, DECORATOR, TaskDecorator.class));
			}
		}

		private static void register(RuntimeHints hints, @Nullable Field field) {
			if (field != null) {
				hints.reflection().registerField(field);
			}
		}

	}

}
