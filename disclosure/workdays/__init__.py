"""The 工作日 calendar as versioned data; the only room that counts days."""
