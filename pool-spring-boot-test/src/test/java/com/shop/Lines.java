package com.shop;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import javax.sql.DataSource;

/**
 * Notes the lines that borrow, to compare them with those of a message.
 */
public final class Lines {

	private static final List<String> NOTED = new CopyOnWriteArrayList<>();

	private Lines() {
	}

	/** Notes the line of the caller, which borrows in the same line. */
	static DataSource here(DataSource dataSource) {
		StackTraceElement caller = new Throwable().getStackTrace()[1];
		NOTED.add(caller.getClassName() + "." + caller.getMethodName() + "(" + caller.getFileName() + ":"
				+ caller.getLineNumber() + ")");
		return dataSource;
	}

	/** Notes the line of the caller, which borrows in the same line. */
	static <T> T hereFor(T borrower) {
		StackTraceElement caller = new Throwable().getStackTrace()[1];
		NOTED.add(caller.getClassName() + "." + caller.getMethodName() + "(" + caller.getFileName() + ":"
				+ caller.getLineNumber() + ")");
		return borrower;
	}

	/** The lines since the last call. */
	public static List<String> take() {
		List<String> lines = List.copyOf(NOTED);
		NOTED.clear();
		return lines;
	}

}
