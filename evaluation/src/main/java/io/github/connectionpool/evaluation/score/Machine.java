package io.github.connectionpool.evaluation.score;

import java.lang.management.ManagementFactory;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;

import javax.sql.DataSource;

import com.sun.management.OperatingSystemMXBean;
import org.springframework.boot.SpringBootVersion;

/**
 * Where and with what an evaluation was run.
 */
public final class Machine {

	private static final long GIGABYTE = 1L << 30;

	private Machine() {
	}

	/**
	 * Describe this machine.
	 * @param database version of the database server
	 * @return names and values, in order
	 */
	public static Map<String, String> describe(String database) {
		Map<String, String> machine = new LinkedHashMap<>();
		OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
		machine.put("date", LocalDate.now(ZoneOffset.UTC).toString());
		machine.put("cores", Integer.toString(system.getAvailableProcessors()));
		machine.put("memory", Math.round((double) system.getTotalMemorySize() / GIGABYTE) + " GB");
		machine.put("heap", Runtime.getRuntime().maxMemory() / (GIGABYTE >> 10) + " MB");
		machine.put("system", system.getName() + " " + system.getArch());
		machine.put("java", System.getProperty("java.vm.name") + " " + Runtime.version());
		machine.put("postgresql", database);
		machine.put("spring-boot", String.valueOf(SpringBootVersion.getVersion()));
		machine.put("hikari", version(com.zaxxer.hikari.HikariDataSource.class));
		machine.put("tomcat-jdbc", version(org.apache.tomcat.jdbc.pool.DataSource.class));
		machine.put("dbcp2", version(org.apache.commons.dbcp2.BasicDataSource.class));
		machine.put("druid", version(com.alibaba.druid.pool.DruidDataSource.class));
		machine.put("c3p0", version(com.mchange.v2.c3p0.ComboPooledDataSource.class));
		machine.put("agroal", version(io.agroal.api.AgroalDataSource.class));
		machine.put("vibur", version(org.vibur.dbcp.ViburDBCPDataSource.class));
		return machine;
	}

	/** Taken from the name of the jar, since not every manifest has it. */
	private static String version(Class<? extends DataSource> type) {
		String jar = type.getProtectionDomain().getCodeSource().getLocation().getPath();
		return jar.replaceAll(".*-(\\d[^/]*)\\.jar.*", "$1");
	}

}
