/** Opens a file with whatever the platform opens such files with. Never through a shell: a path is only a path. */
import { spawn } from 'node:child_process';

/** An opener that is still there after so long, in milliseconds, has found a browser. */
const PATIENCE = 2000;

/** The program that opens files, and what it is told before the path. */
function openerOf(platform: NodeJS.Platform): readonly [program: string, ...before: string[]] {
  if (platform === 'darwin') return ['open'];
  if (platform === 'win32') return ['rundll32.exe', 'url.dll,FileProtocolHandler'];
  return ['xdg-open'];
}

/**
 * @param path absolute, so that it cannot be taken for an option
 * @returns false when there is no opener, or it says that it could not
 */
export function opened(path: string, platform: NodeJS.Platform = process.platform): Promise<boolean> {
  const [program, ...before] = openerOf(platform);
  return new Promise((resolve) => {
    const child = spawn(program, [...before, path], { detached: true, stdio: 'ignore' });
    const patience = setTimeout(() => resolve(true), PATIENCE);
    const settle = (isOpen: boolean): void => {
      clearTimeout(patience);
      resolve(isOpen);
    };
    child.on('error', () => settle(false));
    child.on('exit', (code) => settle(code === 0));
    child.unref();
  });
}
