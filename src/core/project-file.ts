/** The project file's name; the folder that holds it is the project. */
export const PROJECT_FILE = 'limbeck.yaml';
